package io.autofutures.binance;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An API key with its HMAC secret. Neither appears in any text this object gives away. */
public final class ApiCredentials {
    private static final String ALGORITHM = "HmacSHA256";
    private final String key;
    private final SecretKeySpec secret;

    /** @param secret its text; the array is read at once and may be cleared afterwards */
    public ApiCredentials(String key, char[] secret) {
        if (key.isBlank() || secret.length == 0) {
            throw new IllegalArgumentException("API key and secret must not be empty");
        }
        this.key = key;
        var bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(secret));
        byte[] encoded = new byte[bytes.remaining()];
        bytes.get(encoded);
        this.secret = new SecretKeySpec(encoded, ALGORITHM);
    }

    String key() {
        return key;
    }

    /** HMAC-SHA256 of the text as it will be sent, lower-case hex. */
    String sign(String encodedParameters) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return HexFormat.of().formatHex(mac.doFinal(encodedParameters.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "ApiCredentials[hidden]";
    }
}
