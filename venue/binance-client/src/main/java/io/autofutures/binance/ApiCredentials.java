package io.autofutures.binance;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An API key with what signs for it. Neither appears in any text these objects give away. Thread-safe. */
public sealed interface ApiCredentials {
    /** Value of the header {@code X-MBX-APIKEY}. */
    String key();

    /** Signature of the text as it will be sent, not yet percent-encoded. */
    String sign(String encodedParameters);

    /** @param secret its text; the array is read at once and may be cleared afterwards */
    static ApiCredentials hmac(String key, char[] secret) {
        return new Hmac(key, secret);
    }

    /**
     * @param pem PKCS#8 private key, with or without its armor
     * @throws IllegalArgumentException if it is no Ed25519 key; the message does not show it
     */
    static ApiCredentials ed25519(String key, char[] pem) {
        return new Ed25519(key, pem);
    }

    /** Ed25519 when the secret is a PEM private key, HMAC otherwise. Line ends of a PEM may be written as {@code \n}. */
    static ApiCredentials of(String key, char[] secret) {
        return String.valueOf(secret).contains("-----BEGIN") ? ed25519(key, secret) : hmac(key, secret);
    }

    private static String checked(String key, char[] secret) {
        if (key.isBlank() || secret.length == 0) {
            throw new IllegalArgumentException("API key and secret must not be empty");
        }
        return key;
    }

    /** HMAC-SHA256, lower-case hex. */
    final class Hmac implements ApiCredentials {
        private static final String ALGORITHM = "HmacSHA256";
        private final String key;
        private final SecretKeySpec secret;

        private Hmac(String key, char[] secret) {
            this.key = checked(key, secret);
            var bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(secret));
            byte[] encoded = new byte[bytes.remaining()];
            bytes.get(encoded);
            this.secret = new SecretKeySpec(encoded, ALGORITHM);
        }

        @Override
        public String key() {
            return key;
        }

        @Override
        public String sign(String encodedParameters) {
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
            return "ApiCredentials[HMAC, hidden]";
        }
    }

    /** Ed25519, base64. */
    final class Ed25519 implements ApiCredentials {
        private static final String ALGORITHM = "Ed25519";
        private static final Pattern ARMOR = Pattern.compile("-----(BEGIN|END)[^-]*-----|\\\\[nr]|\\s");
        private final String key;
        private final PrivateKey secret;

        private Ed25519(String key, char[] pem) {
            this.key = checked(key, pem);
            this.secret = privateKey(pem);
        }

        private static PrivateKey privateKey(char[] pem) {
            try {
                byte[] der = Base64.getDecoder()
                        .decode(ARMOR.matcher(CharBuffer.wrap(pem)).replaceAll(""));
                return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has " + ALGORITHM, e);
            } catch (IllegalArgumentException | InvalidKeySpecException unreadable) {
                // without its cause, which may quote the key
                throw new IllegalArgumentException("the secret is no Ed25519 private key in PKCS#8 PEM");
            }
        }

        @Override
        public String key() {
            return key;
        }

        @Override
        public String sign(String encodedParameters) {
            try {
                var signature = Signature.getInstance(ALGORITHM);
                signature.initSign(secret);
                signature.update(encodedParameters.getBytes(StandardCharsets.UTF_8));
                return Base64.getEncoder().encodeToString(signature.sign());
            } catch (NoSuchAlgorithmException | InvalidKeyException | SignatureException e) {
                throw new IllegalStateException("every JDK signs with " + ALGORITHM, e);
            }
        }

        @Override
        public String toString() {
            return "ApiCredentials[Ed25519, hidden]";
        }
    }
}
