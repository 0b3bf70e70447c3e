package io.autofutures.simulator;

/**
 * The Ed25519 pair that every simulator knows beside its HMAC key. Not a secret: the private key is the seed of RFC 8032
 * section 7.1, test 1, printed in every copy of it.
 */
public final class DemoKeys {
    /** PKCS #8, base64. */
    public static final String ED25519_PRIVATE = "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g";

    /** X.509, base64. */
    public static final String ED25519_PUBLIC = "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

    private static final String ENDING = "-ed25519";

    private DemoKeys() {}

    /** The API key that goes with the pair. @param apiKey of the HMAC key */
    public static String ed25519ApiKey(String apiKey) {
        return apiKey + ENDING;
    }
}
