// Each write pays for each index. Identifiers are found by their scheme in lower case, so this one served nothing.
DROP INDEX identification IF EXISTS;
// The history of one element is short. It is found by the index of its element, and sorted.
DROP INDEX revision_element_by_moment IF EXISTS;
