package dev.stint.runtime.file;

/**
 * Where something stands in a study file.
 *
 * @param path keys from the top, such as {@code space.lr.default} or {@code plan[1].share}; empty for the whole file
 * @param line counted from 1
 * @param column counted from 1, in code points
 */
record Place(String path, int line, int column) {

    static final Place TOP = new Place("", 1, 1);

    /** The path of {@code key} under this one. */
    String key(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** The path of the element {@code index}, counted from 0, under this one. */
    String item(int index) {
        return path + "[" + index + "]";
    }

    /** The same place in the text, under the path of {@code key}. */
    Place under(String key) {
        return new Place(key(key), line, column);
    }
}
