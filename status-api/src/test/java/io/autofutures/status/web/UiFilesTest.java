package io.autofutures.status.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.model.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class UiFilesTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final Pattern KEY = Pattern.compile("\\bt\\('([\\w.]+)'");

    @Test
    void vendoredFilesAreWhatTheirListSays() throws Exception {
        JsonNode list = Json.mapper().readTree(read("vendor/vendor.json"));
        assertThat(list).isNotEmpty();
        for (JsonNode entry : list) {
            assertThat(sha256(read("vendor/" + entry.path("file").asString())))
                    .as(entry.path("file").asString())
                    .isEqualTo(entry.path("sha256").asString());
            assertThat(sha256(read("vendor/" + entry.path("licenceFile").asString())))
                    .isEqualTo(entry.path("licenceSha256").asString());
        }
    }

    @Test
    void bothLanguagesHaveTheSameKeysAndPlaceholders() throws Exception {
        TreeMap<String, String> english = catalogue("en");
        TreeMap<String, String> korean = catalogue("ko");

        assertThat(korean.keySet()).isEqualTo(english.keySet());
        english.forEach(
                (key, text) -> assertThat(placeholders(korean.get(key))).as(key).isEqualTo(placeholders(text)));
    }

    @Test
    void everyTextThePageAsksForExists() throws Exception {
        Set<String> known = catalogue("en").keySet();
        Set<String> asked = new TreeSet<>();
        for (String file : new String[] {
            "app", "header", "overview", "panel", "positions", "decisions", "triggers", "orders", "trades", "detail"
        }) {
            Matcher matcher = KEY.matcher(new String(read("components/" + file + ".mjs"), StandardCharsets.UTF_8));
            while (matcher.find()) {
                asked.add(matcher.group(1));
            }
        }
        assertThat(asked).hasSizeGreaterThan(40);
        assertThat(known).containsAll(asked);
    }

    @Test
    void theImportMapHashIsThatOfThePageAsServed() throws Exception {
        UiFiles files = UiFiles.load();
        String page = new String(files.index().content(), StandardCharsets.UTF_8);
        Matcher matcher = Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL)
                .matcher(page);
        assertThat(matcher.find()).isTrue();
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(matcher.group(1).getBytes(StandardCharsets.UTF_8));
        assertThat(files.importMapHash()).isEqualTo(Base64.getEncoder().encodeToString(digest));
        assertThat(page).doesNotContain("{{build}}").contains(files.buildId());
        Json.mapper().readTree(matcher.group(1)).path("imports").forEach(target -> assertThat(
                        files.file(target.asString().replace("/ui/" + files.buildId() + "/", "")))
                .as(target.asString())
                .isPresent());
    }

    @Test
    void thePageAsksNoOtherHost() throws Exception {
        for (String file : new String[] {"index.html", "app.css", "tokens.css", "app/main.mjs", "app/store.mjs"}) {
            assertThat(new String(read(file), StandardCharsets.UTF_8)).doesNotContain("http://", "https://", "//cdn");
        }
    }

    private static TreeMap<String, String> catalogue(String language) throws IOException {
        var texts = new TreeMap<String, String>();
        Json.mapper()
                .readTree(read("i18n/" + language + ".json"))
                .properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString()));
        return texts;
    }

    private static Set<String> placeholders(String text) {
        Set<String> names = new HashSet<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    private static byte[] read(String path) throws IOException {
        try (InputStream in = UiFilesTest.class.getResourceAsStream("/ui/" + path)) {
            assertThat(in).as(path).isNotNull();
            return in.readAllBytes();
        }
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
