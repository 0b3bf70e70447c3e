package io.autofutures.binance;

import org.jspecify.annotations.Nullable;

/**
 * One call before it is signed.
 *
 * @param sending given for orders: their moment is the caller's, so they are never signed anew
 * @param mutates something may have happened at the venue although no answer arrived
 * @param purpose decides what is left for it when limits are near
 * @param weight request weight by the venue's table, of the address
 * @param tenSecondOrders what it counts in the account's order limit of ten seconds
 * @param minuteOrders what it counts in the account's order limit of a minute
 */
record RestRequest(
        String method,
        String path,
        Query query,
        Security security,
        @Nullable Sending sending,
        boolean mutates,
        Purpose purpose,
        int weight,
        int tenSecondOrders,
        int minuteOrders) {
    enum Security {
        NONE,
        KEY,
        SIGNED
    }

    static RestRequest open(String path, Query query, int weight) {
        return new RestRequest("GET", path, query, Security.NONE, null, false, Purpose.READ, weight, 0, 0);
    }

    static RestRequest read(String path, Query query, int weight) {
        return new RestRequest("GET", path, query, Security.SIGNED, null, false, Purpose.READ, weight, 0, 0);
    }

    static RestRequest change(String path, Query query) {
        return change(path, query, 1);
    }

    static RestRequest change(String path, Query query, int weight) {
        return new RestRequest("POST", path, query, Security.SIGNED, null, true, Purpose.READ, weight, 0, 0);
    }

    /** Its cost and purpose follow from what it asks for; a batch counts as an entry. */
    static RestRequest order(String method, String path, Query query, Sending sending) {
        boolean places = !method.equals("DELETE") && !path.endsWith("/countdownCancelAll");
        boolean batch = path.endsWith("/batchOrders");
        int weight = path.endsWith("/countdownCancelAll")
                ? 10
                : !places ? 1 : batch ? 5 : method.equals("POST") ? 0 : 1; // a new order costs the address nothing
        return new RestRequest(
                method,
                path,
                query,
                Security.SIGNED,
                sending,
                true,
                Purpose.ofOrder(method, path, query),
                weight,
                !places ? 0 : batch ? 5 : 1,
                places ? 1 : 0);
    }

    static RestRequest keyOnly(String method, String path) {
        return new RestRequest(method, path, new Query(), Security.KEY, null, true, Purpose.READ, 1, 0, 0);
    }

    RestRequest canBeLeftOut() {
        return new RestRequest(
                method,
                path,
                query,
                security,
                sending,
                mutates,
                Purpose.SHEDDABLE,
                weight,
                tenSecondOrders,
                minuteOrders);
    }

    /** Places or changes orders, so that the account's order limits count it. */
    boolean counts() {
        return tenSecondOrders > 0 || minuteOrders > 0;
    }

    /** For logs: never the query, which is signed. */
    String endpoint() {
        return method + " " + path;
    }
}
