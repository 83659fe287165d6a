package org.rapport.engagement;

import org.rapport.directory.Actor;
import org.rapport.kernel.Element;
import org.rapport.kernel.Entry;

/**
 * That an actor has to do with something without taking part or endorsing.
 *
 * @param entry what every record and fact carries
 * @param actor who
 * @param in a meeting, a document, an initiative or an ask
 * @param kind how
 */
public record Involvement(Entry entry, Actor actor, Element in, String kind) implements Element {
}
