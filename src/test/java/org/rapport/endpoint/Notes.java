package org.rapport.endpoint;

import org.apache.catalina.Valve;

/**
 * Lets tests in other packages start a container that knows its connections. The class is
 * in this package because only the package may note them.
 */
public final class Notes {

	private Notes() {
	}

	/** The valve that notes the connection of each request. */
	public static Valve valve() {
		return new ClientConnection.Note();
	}

}
