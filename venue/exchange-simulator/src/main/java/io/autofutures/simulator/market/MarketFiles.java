package io.autofutures.simulator.market;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;

/** Market files on disk, gzip or not (told by their first bytes, not by their name). */
final class MarketFiles {
    private MarketFiles() {}

    /** A consumer of lines. */
    interface Lines {
        /** @param number from 1 */
        void line(long number, String text);
    }

    /** @throws MarketFileException if it cannot be read */
    static void read(Path file, Lines lines) {
        try (var reader = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            long number = 0;
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                lines.line(++number, text);
            }
        } catch (NoSuchFileException e) {
            throw new MarketFileException(file, 0, "it does not exist", "check the path");
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** The first line, empty for an empty file. @throws MarketFileException if it cannot be read */
    static String firstLine(Path file) {
        try (var reader = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            String first = reader.readLine();
            return first == null ? "" : first;
        } catch (NoSuchFileException e) {
            throw new MarketFileException(file, 0, "it does not exist", "check the path");
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Name, size and checksum. */
    static String identity(Path file) {
        var sum = new CRC32();
        long size = 0;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[64 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sum.update(buffer, 0, read);
                size += read;
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        return "%s size=%d crc=%s"
                .formatted(file.getFileName(), size, HexFormat.of().toHexDigits((int) sum.getValue()));
    }

    private static MarketFileException unreadable(Path file, IOException e) {
        return new MarketFileException(
                file, 0, "it cannot be read (" + e.getMessage() + ")", "check that it is a readable text or gzip file");
    }

    private static InputStream open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a folder");
        }
        var in = new BufferedInputStream(Files.newInputStream(file), 64 * 1024);
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return gzip ? new GZIPInputStream(in, 64 * 1024) : in;
    }
}
