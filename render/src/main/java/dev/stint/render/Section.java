package dev.stint.render;

import java.util.List;

/** A chapter of the report. */
record Section(String id, String title, List<Block> blocks) {
    Section {
        blocks = List.copyOf(blocks);
    }
}
