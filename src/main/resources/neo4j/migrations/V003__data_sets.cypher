// A data set is known by its name; two loads of one data set wait for each other on its node.
CREATE CONSTRAINT dataset_name IF NOT EXISTS FOR (dataset:Dataset) REQUIRE dataset.name IS UNIQUE;
