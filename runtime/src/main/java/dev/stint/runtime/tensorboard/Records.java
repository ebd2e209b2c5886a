package dev.stint.runtime.tensorboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The records of a file that grows: length (8 bytes), its checksum (4), data, their checksum (4), all with the lowest byte first. Checksums are
 * CRC-32C, masked as TensorFlow does so that a record may hold checksums itself.
 *
 * <p>A record that is not written to its end yet waits; one whose data are damaged is passed over once a later one follows it. Where a
 * length is damaged nothing after it can be found. Records of more than 1 MiB are images and graphs, and are passed over unread.
 */
final class Records {

    private static final int HEAD = 12;
    private static final int CHECK = 4;
    private static final int LARGEST = 1 << 20;
    private static final int AT_ONCE = 1 << 20;
    private static final int MASK = 0xa282ead8;

    private final Path file;
    private final ByteBuffer head = ByteBuffer.allocate(HEAD).order(ByteOrder.LITTLE_ENDIAN);
    private final Consumer<String> notes;
    private long position;
    private boolean stuck;

    /**
     * Over one file.
     *
     * @param position where a record begins, or the end of the file
     * @param notes told of records that are passed over because they are damaged
     */
    Records(Path file, long position, Consumer<String> notes) {
        this.file = file;
        this.position = position;
        this.notes = notes;
    }

    /** What keeps the rest from being read; null where all is read, or only cut short. */
    @Nullable
    String obstacle() {
        return stuck ? damaged("length") + ": nothing after it can be read" : null;
    }

    private String damaged(String what) {
        return "at byte " + position + " of " + file.getFileName() + " the " + what + " of a record is damaged";
    }

    /** Reads what is new, a bounded amount. Tells whether there may be more at once. */
    boolean poll(Consumer<byte[]> records) {
        try {
            long size = Files.size(file);
            if (size < position) {
                position = 0; // somebody began it anew
            }
            return size - position >= HEAD + CHECK && read(size, records);
        } catch (IOException unreadable) {
            return false; // as good as empty; what comes later is read then
        }
    }

    private boolean read(long size, Consumer<byte[]> records) throws IOException {
        long until = position + AT_ONCE;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (position < until) {
                if (!one(channel, size, records)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Reads one record or passes it over; false where it must be waited for. */
    private boolean one(FileChannel channel, long size, Consumer<byte[]> records) throws IOException {
        if (size - position < HEAD + CHECK || !fill(channel, head.clear(), position)) {
            return false;
        }
        long length = head.getLong(0);
        stuck = masked(head.array(), Long.BYTES) != head.getInt(Long.BYTES) || length < 0;
        if (stuck || length > size) {
            return false;
        }
        long end = position + HEAD + length + CHECK;
        if (end > size) {
            return false;
        }
        if (length <= LARGEST && !data(channel, (int) length, end == size, records)) {
            return false;
        }
        position = end;
        return true;
    }

    private boolean data(FileChannel channel, int length, boolean last, Consumer<byte[]> records) throws IOException {
        ByteBuffer data = ByteBuffer.allocate(length + CHECK).order(ByteOrder.LITTLE_ENDIAN);
        if (!fill(channel, data, position + HEAD)) {
            return false;
        }
        if (masked(data.array(), length) == data.getInt(length)) {
            byte[] record = new byte[length];
            data.get(0, record);
            records.accept(record);
            return true;
        }
        if (!last) { // the last one may be half written, on a file system that fills gaps with zeros
            notes.accept(damaged("content") + ", and is passed over");
        }
        return !last;
    }

    private static boolean fill(FileChannel channel, ByteBuffer buffer, long from) throws IOException {
        long at = from;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, at);
            if (read < 0) {
                return false;
            }
            at += read;
        }
        return true;
    }

    static int masked(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        int plain = (int) crc.getValue();
        return Integer.rotateRight(plain, 15) + MASK;
    }
}
