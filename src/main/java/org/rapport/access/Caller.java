package org.rapport.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Where a request comes from, as far as callers can be told apart: by their address, or
 * by the network of it that belongs to one of them.
 *
 * @param network an address of the old kind; of the new kind the 64 bits that one
 * customer has; {@code -} if it is neither
 */
public record Caller(String network) {

	private static final Pattern DOTTED = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

	private static final Pattern COLONS = Pattern.compile("[0-9A-Fa-f]*:[0-9A-Fa-f:.]+(%\\w+)?");

	private static final int LONGEST = 64;

	private static final int NETWORK_BYTES = 8;

	/** Where a request comes from. */
	public static Caller of(HttpServletRequest request) {
		return of(String.valueOf(request.getRemoteAddr()));
	}

	/** Who has an address. */
	public static Caller of(String address) {
		return new Caller(network(address));
	}

	/**
	 * Never anything that a client could have made up: behind a proxy the address is what
	 * a header says.
	 */
	private static String network(String address) {
		String bare = (address.startsWith("[") && address.endsWith("]")) ? address.substring(1, address.length() - 1)
				: address;
		if (DOTTED.matcher(bare).matches()) {
			return bare;
		}
		if (bare.length() > LONGEST || !COLONS.matcher(bare).matches()) {
			return "-";
		}
		try {
			// With a colon in it, no name is looked up.
			InetAddress parsed = InetAddress.getByName(bare);
			if (parsed instanceof Inet6Address) {
				return HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES)) + "/64";
			}
			return parsed.getHostAddress();
		}
		catch (UnknownHostException ex) {
			return "-";
		}
	}

}
