package org.rapport.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The origin of a request, as far as the server can tell callers apart: an IPv4 address,
 * or the IPv6 network of one customer.
 *
 * @param network the IPv4 address, or the first 64 bits of the IPv6 address; {@code -} if
 * the address is neither
 */
public record Caller(String network) {

	private static final Pattern DOTTED = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

	private static final Pattern COLONS = Pattern.compile("[0-9A-Fa-f]*:[0-9A-Fa-f:.]+(%\\w+)?");

	private static final int LONGEST = 64;

	private static final int NETWORK_BYTES = 8;

	/** The origin of a request. */
	public static Caller of(HttpServletRequest request) {
		return of(String.valueOf(request.getRemoteAddr()));
	}

	/** The origin that an address belongs to. */
	public static Caller of(String address) {
		return new Caller(network(address));
	}

	/**
	 * Never repeats text that a client could have made up: behind a proxy the address
	 * comes from a header.
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
			// Java does not look up names that contain a colon.
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
