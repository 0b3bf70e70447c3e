package io.autofutures.status.recorder;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gzip file that grows by whole members, each forced to the disk before it counts. A member carries a note in its
 * header (RFC 1952, extra field {@code AF}: the member's length, so that a reader can hop from one to the next, and the
 * text), which therefore comes true together with its content. What a crash left of the last member is cut off when the
 * file is opened. Any gzip tool reads the file. Not thread-safe.
 */
public final class MemberFile implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(MemberFile.class);
    private static final int FIXED = 12;
    private static final int SUBFIELD = 4;
    private static final int LENGTH = 8;
    private static final int TRAILER = 8;
    private static final int LONGEST_NOTE = 0xffff - SUBFIELD - LENGTH;
    private static final int MAGIC = 0x04_08_8b_1f; // deflate, with an extra field

    private final FileChannel channel;
    private long length;

    private MemberFile(FileChannel channel) {
        this.channel = channel;
    }

    /** @param start of the member in the file @param end behind it */
    private record Member(long start, long end, String note) {}

    /**
     * Opens or creates it.
     *
     * @param notes given the note of each member, oldest first
     * @throws IOException also if it is a file of other make
     */
    public static MemberFile open(Path file, Consumer<String> notes) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            var opened = new MemberFile(channel);
            opened.recover(file, notes);
            return opened;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void recover(Path file, Consumer<String> notes) throws IOException {
        long size = channel.size();
        Member last = null;
        Member next = member(channel, 0, size);
        while (next != null) {
            if (last != null) {
                notes.accept(last.note());
            }
            last = next;
            next = member(channel, last.end(), size);
        }
        if (last != null && !isSound(last)) {
            length = last.start();
        } else if (last != null) {
            notes.accept(last.note());
            length = last.end();
        } else if (size >= FIXED && !startsAsMember(channel)) {
            throw new IOException(file + " is a file of other make: it is left as it is");
        }
        if (length < size) {
            LOGGER.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("bytes", size - length)
                    .log("What a crash left of an unfinished write is cut off");
            channel.truncate(length);
            channel.force(true);
        }
    }

    private static boolean startsAsMember(FileChannel channel) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        readFully(channel, start, 0);
        int first = start.flip().getInt();
        return first == MAGIC || first == 0;
    }

    /** The member that begins there, or {@code null} when there is none, or not all of it. */
    private static @Nullable Member member(FileChannel channel, long start, long size) throws IOException {
        if (size - start < FIXED + SUBFIELD + LENGTH + TRAILER) {
            return null;
        }
        ByteBuffer fixed = ByteBuffer.allocate(FIXED).order(ByteOrder.LITTLE_ENDIAN);
        readFully(channel, fixed, start);
        int extra = Short.toUnsignedInt(fixed.getShort(FIXED - 2));
        if (fixed.getInt(0) != MAGIC || extra < SUBFIELD + LENGTH || start + FIXED + extra > size) {
            return null;
        }
        ByteBuffer field = ByteBuffer.allocate(extra).order(ByteOrder.LITTLE_ENDIAN);
        readFully(channel, field, start + FIXED);
        if (field.get(0) != 'A' || field.get(1) != 'F') {
            return null;
        }
        long end = start + field.getLong(SUBFIELD);
        if (end <= start || end > size) {
            return null;
        }
        byte[] note = new byte[extra - SUBFIELD - LENGTH];
        field.get(SUBFIELD + LENGTH, note);
        return new Member(start, end, new String(note, StandardCharsets.UTF_8));
    }

    private static void readFully(FileChannel channel, ByteBuffer into, long position) throws IOException {
        while (into.hasRemaining()) {
            int read = channel.read(into, position + into.position());
            if (read < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
    }

    /** Its checksum is right: the disk has all of it. */
    private boolean isSound(Member member) throws IOException {
        var bytes = ByteBuffer.allocate(Math.toIntExact(member.end() - member.start()));
        readFully(channel, bytes, member.start());
        try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(bytes.array()))) {
            unzipped.transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (IOException torn) {
            LOGGER.atWarn().addKeyValue("error", torn.toString()).log("The last member of a file is not whole");
            return false;
        }
    }

    /** Content and note are on the disk when this returns. @param note at most 65,523 bytes of UTF-8 */
    public void append(byte[] content, String note) throws IOException {
        ByteBuffer member = member(content, note);
        long position = length;
        while (member.hasRemaining()) {
            position += channel.write(member, position);
        }
        channel.force(false);
        length = position;
    }

    private static ByteBuffer member(byte[] content, String note) {
        byte[] text = note.getBytes(StandardCharsets.UTF_8);
        if (text.length > LONGEST_NOTE) {
            throw new IllegalArgumentException("a note may have %d bytes, has %d".formatted(LONGEST_NOTE, text.length));
        }
        byte[] deflated = deflated(content);
        int extra = SUBFIELD + LENGTH + text.length;
        int total = FIXED + extra + deflated.length + TRAILER;
        ByteBuffer member = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
        member.putInt(MAGIC).putInt(0).put((byte) 0).put((byte) 255).putShort((short) extra);
        member.put((byte) 'A').put((byte) 'F').putShort((short) (LENGTH + text.length));
        member.putLong(total).put(text).put(deflated);
        var sum = new CRC32();
        sum.update(content);
        member.putInt((int) sum.getValue()).putInt(content.length);
        return member.flip();
    }

    private static byte[] deflated(byte[] content) {
        var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(content);
            deflater.finish();
            var out = new ByteArrayOutputStream(content.length / 8 + 64);
            byte[] buffer = new byte[16 * 1024];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** Bytes of whole members. */
    public long length() {
        return length;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** The content of all members that are whole now, also while another process appends. */
    public static InputStream read(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            long whole = 0;
            for (Member next = member(channel, 0, channel.size());
                    next != null;
                    next = member(channel, whole, channel.size())) {
                whole = next.end();
            }
            if (whole == 0) {
                channel.close();
                return InputStream.nullInputStream();
            }
            return new GZIPInputStream(
                    new Whole(new BufferedInputStream(Channels.newInputStream(channel), 64 * 1024), whole), 64 * 1024);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** The notes, oldest first; nothing for a file that does not exist. */
    public static void notes(Path file, Consumer<String> each) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            for (Member next = member(channel, 0, size); next != null; next = member(channel, next.end(), size)) {
                each.accept(next.note());
            }
        }
    }

    /** The first bytes of a stream, and their number is always known: GZIPInputStream asks whether more follows. */
    private static final class Whole extends FilterInputStream {
        private long left;

        Whole(InputStream in, long bytes) {
            super(in);
            this.left = bytes;
        }

        @Override
        public int read() throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = super.read();
            left -= read < 0 ? left : 1;
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int most) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = super.read(into, offset, (int) Math.min(most, left));
            left -= read < 0 ? left : read;
            return read;
        }

        @Override
        public int available() {
            return (int) Math.min(left, Integer.MAX_VALUE);
        }
    }
}
