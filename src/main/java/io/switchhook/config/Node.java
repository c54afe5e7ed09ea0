package io.switchhook.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A piece of a YAML file that knows where it stands. Public for the room that reads connector documents. */
public sealed interface Node {
    /**
     * Where it stands, for messages.
     *
     * @return the place
     */
    Place place();

    /**
     * What it is, to be read after "it is" in a message; never the value itself.
     *
     * @return for example {@code a list}
     */
    String kind();

    /**
     * Where something stands.
     *
     * @param path path of the key, such as {@code accounts[0].name}; empty for the document
     * @param line line, from 1
     * @param column column, from 1
     */
    record Place(String path, int line, int column) {
        Place key(String key, int atLine, int atColumn) {
            return new Place(path.isEmpty() ? key : path + "." + key, atLine, atColumn);
        }

        Place item(int index, int atLine, int atColumn) {
            return new Place(path + "[" + index + "]", atLine, atColumn);
        }

        /**
         * The place of a key that is not there: the section that lacks it.
         *
         * @param key the key
         * @return the section's line, the key's path
         */
        public Place missing(String key) {
            return key(key, line, column);
        }
    }

    /**
     * A single value as it is written, before references are resolved.
     *
     * @param place where it stands
     * @param text the text without quotes; empty for no value
     * @param form how YAML reads it
     */
    record Scalar(Place place, String text, Form form) implements Node {
        /** How YAML reads a scalar; it matters only where no kind of value is asked for. */
        public enum Form {
            /** A text. */
            TEXT,
            /** A number. */
            NUMBER,
            /** True or false, or one of YAML's other words for them. */
            FLAG,
            /** No value. */
            NONE,
            /** A reference to another node, which was found fault with already. */
            ALIAS
        }

        /**
         * Whether there is no value to be read.
         *
         * @return true for an empty value, and for a reference that is not followed
         */
        public boolean isNone() {
            return form == Form.NONE || form == Form.ALIAS;
        }

        @Override
        public String kind() {
            return isNone() ? "without a value" : "a single value";
        }

        /** The text may be a secret in the wrong place. */
        @Override
        public String toString() {
            return "Scalar[" + place + ", " + form + "]";
        }
    }

    /**
     * A list.
     *
     * @param place where it begins
     * @param items its items in order
     */
    record Items(Place place, List<Node> items) implements Node {
        /** Copies the list. */
        public Items {
            items = Collections.unmodifiableList(new ArrayList<>(items));
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /**
     * Keys and values, in the order of the file.
     *
     * @param place where it begins
     * @param fields by name
     */
    record Fields(Place place, Map<String, Field> fields) implements Node {
        /** Copies the map, in its order. */
        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        @Override
        public String kind() {
            return "a section of keys and values";
        }
    }

    /**
     * A key with its value.
     *
     * @param key where the key stands
     * @param value the value
     */
    record Field(Place key, Node value) {}
}
