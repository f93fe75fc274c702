package io.resil.agent.call;

/** One field of the head of a message, as it is written there. Immutable. */
public final class HeaderField {

    public final String name;

    public final String value;

    public HeaderField(String name, String value) {
        this.name = name;
        this.value = value;
    }

    @Override
    public String toString() {
        return name + ": " + value;
    }
}
