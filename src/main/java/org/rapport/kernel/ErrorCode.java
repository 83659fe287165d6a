package org.rapport.kernel;

/**
 * The codes of errors, in {@code extensions.code}. Clients branch on them: a name stays
 * once it is released.
 */
public enum ErrorCode {

	/** A date, or a header or directive with one, cannot be read. */
	BAD_DATE,

	/** A text is not a language tag. */
	BAD_LOCALE,

	/** A text is not an id of Rapport. */
	BAD_ID,

	/** A text is not a cursor, or is one of another list or order. */
	BAD_CURSOR,

	/** The header with bookmarks cannot be read here. */
	BAD_BOOKMARK,

	/**
	 * The arguments of a page or of a threshold do not fit each other or their bounds.
	 */
	BAD_PAGE,

	/** A chain is asked to be followed too far, or not at all. */
	BAD_DEPTH,

	/** There is nothing to search for, or too much text. */
	BAD_SEARCH,

	/** A file of the interchange format has mistakes. */
	BAD_INTERCHANGE,

	/** The request is not well-formed, for a reason without a code of its own. */
	BAD_REQUEST,

	/** The body of the request cannot be read. */
	BAD_REQUEST_BODY,

	/** The parameters in the address of the request cannot be read. */
	BAD_REQUEST_PARAMETERS,

	/** A page, or a list given as an argument, has more elements than allowed. */
	PAGE_TOO_LARGE,

	/** A search may mean more names than can be compared. */
	SEARCH_TOO_BROAD,

	/** The text of the operation is not GraphQL. */
	SYNTAX_ERROR,

	/** The operation does not fit the schema. */
	INVALID_QUERY,

	/** The text of the operation is too long. */
	QUERY_TOO_LONG,

	/** The operation nests fields too deeply. */
	QUERY_TOO_DEEP,

	/** The operation has too many fields, or costs too much. */
	QUERY_TOO_COMPLEX,

	/** The operation asks for too many fields at its root. */
	TOO_MANY_ROOT_FIELDS,

	/** The operation has too many aliases. */
	TOO_MANY_ALIASES,

	/** The operation has too many directives. */
	TOO_MANY_DIRECTIVES,

	/** This server does not show its schema. */
	INTROSPECTION_CLOSED,

	/** The operation reads the same part of the schema over and over. */
	INTROSPECTION_TOO_BROAD,

	/** The operation asks for different days, or for a day and an act. */
	AS_OF_CONFLICT,

	/** No operation is stored under this document id. */
	DOCUMENT_NOT_FOUND,

	/** This server answers stored operations only. */
	DOCUMENT_REQUIRED,

	/** The request needs a token, or the token is not accepted. */
	UNAUTHENTICATED,

	/** The token does not have the permission or clearance for this. */
	FORBIDDEN,

	/** Nothing is at this address. */
	NOT_FOUND,

	/** This address does not have this HTTP method. */
	METHOD_NOT_ALLOWED,

	/** No type of answer that the client accepts exists. */
	NOT_ACCEPTABLE,

	/** The body of the request has a type that is not read here. */
	UNSUPPORTED_MEDIA_TYPE,

	/** The request has more bytes than allowed. */
	REQUEST_TOO_LARGE,

	/** The request took too long to arrive. */
	REQUEST_TIMEOUT,

	/** This client sends more requests than allowed. */
	RATE_LIMITED,

	/** Too many requests are being answered; try again in a moment. */
	BUSY,

	/** The answer took longer than allowed. */
	TIMEOUT,

	/** The database has not reached the state of a bookmark in time. */
	BOOKMARK_NOT_REACHED,

	/** The server or the database cannot answer now; try again later. */
	UNAVAILABLE,

	/** The graph can only be read. */
	READ_ONLY,

	/** Something went wrong inside; the log of the server tells what. */
	INTERNAL

}
