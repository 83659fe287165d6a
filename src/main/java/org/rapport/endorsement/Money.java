package org.rapport.endorsement;

/**
 * A sum of money.
 *
 * @param value how much
 * @param currency in which currency, in ISO 4217
 */
public record Money(double value, String currency) {
}
