package org.rapport.engagement;

import org.rapport.directory.Actor;
import org.rapport.kernel.Element;
import org.rapport.kernel.Entry;

/**
 * A fact: an actor is involved in something without taking part in it or endorsing it.
 *
 * @param entry what every record and fact carries
 * @param actor the actor
 * @param subject a meeting, a document, an initiative or an ask
 * @param kind the kind of involvement
 */
public record Involvement(Entry entry, Actor actor, Element subject, String kind) implements Element {
}
