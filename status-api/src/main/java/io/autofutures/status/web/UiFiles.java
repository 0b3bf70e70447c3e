package io.autofutures.status.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The page's files, read once. Their common hash is the build id in their addresses, so that they may be kept for ever. */
public final class UiFiles {
    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
    private static final Map<String, String> TYPES = Map.of(
            "mjs", "text/javascript;charset=UTF-8",
            "js", "text/javascript;charset=UTF-8",
            "css", "text/css;charset=UTF-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "txt", "text/plain;charset=UTF-8");

    private final Map<String, File> files;
    private final String buildId;
    private final File index;
    private final String importMapHash;

    /** @param type content type with charset */
    record File(byte[] content, String type) {}

    private UiFiles(Map<String, File> files, String buildId, File index, String importMapHash) {
        this.files = files;
        this.buildId = buildId;
        this.index = index;
        this.importMapHash = importMapHash;
    }

    /** @throws IllegalStateException if the page is not on the class path or has not exactly one import map */
    public static UiFiles load() {
        Map<String, byte[]> contents = read();
        byte[] template = contents.remove("index.html");
        if (template == null) {
            throw new IllegalStateException("ui/index.html is not on the class path");
        }
        MessageDigest digest = sha256();
        digest.update(template);
        contents.forEach((path, content) -> {
            digest.update(path.getBytes(StandardCharsets.UTF_8));
            digest.update(content);
        });
        String build = HexFormat.of().formatHex(digest.digest()).substring(0, 12);
        String page = new String(template, StandardCharsets.UTF_8).replace("{{build}}", build);
        Matcher matcher = IMPORT_MAP.matcher(page);
        if (!matcher.find()) {
            throw new IllegalStateException("ui/index.html has no import map");
        }
        String hash = Base64.getEncoder()
                .encodeToString(sha256().digest(matcher.group(1).getBytes(StandardCharsets.UTF_8)));
        Map<String, File> files = new TreeMap<>();
        contents.forEach((path, content) -> typeOf(path).ifPresent(type -> files.put(path, new File(content, type))));
        return new UiFiles(
                files, build, new File(page.getBytes(StandardCharsets.UTF_8), "text/html;charset=UTF-8"), hash);
    }

    private static Map<String, byte[]> read() {
        Map<String, byte[]> contents = new TreeMap<>();
        try {
            for (Resource resource : new PathMatchingResourcePatternResolver().getResources("classpath:ui/**")) {
                String url = resource.getURL().toString();
                if (resource.isReadable() && !url.endsWith("/")) {
                    contents.put(url.substring(url.lastIndexOf("/ui/") + 4), resource.getContentAsByteArray());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the page's files cannot be read", e);
        }
        return contents;
    }

    private static Optional<String> typeOf(String path) {
        return Optional.ofNullable(TYPES.get(path.substring(path.lastIndexOf('.') + 1)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public String buildId() {
        return buildId;
    }

    /** Base64 of the SHA-256 of the import map as it is served. */
    public String importMapHash() {
        return importMapHash;
    }

    File index() {
        return index;
    }

    Optional<File> file(String path) {
        return Optional.ofNullable(files.get(path));
    }
}
