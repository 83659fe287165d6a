package org.rapport.endorsement;

/**
 * A sum of money.
 *
 * @param value the amount, in units of the currency
 * @param currency the code of the currency in ISO 4217
 */
public record Money(double value, String currency) {
}
