package io.autofutures.simulator.fault;

import java.net.InetAddress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Faults at run time, outside the venue's paths and for callers on this machine only: {@code GET /sim/faults} lists them,
 * {@code POST} adds those of its body (one JSON object a line), {@code DELETE} removes all, {@code DELETE /sim/faults/7} one.
 */
public final class FaultControl {
    public static final String PATH = "/sim/";
    private static final Pattern ONE = Pattern.compile("/sim/faults/(\\d{1,18})");

    private final Faults faults;

    public FaultControl(Faults faults) {
        this.faults = faults;
    }

    public record Answer(int status, String body) {}

    /** @param from address of the caller */
    public Answer answer(String from, String method, String path, String body) {
        if (!InetAddress.ofLiteral(from).isLoopbackAddress()) {
            return refused(403, "faults are switched from this machine only");
        }
        Matcher one = ONE.matcher(path);
        if (one.matches() && method.equals("DELETE")) {
            return faults.remove(Long.parseLong(one.group(1)))
                    ? new Answer(200, faults.list().toString())
                    : refused(404, "no fault has this number; GET /sim/faults lists them");
        }
        if (!path.equals("/sim/faults")) {
            return refused(404, "only /sim/faults is here");
        }
        return switch (method) {
            case "GET" -> new Answer(200, faults.list().toString());
            case "POST" -> added(body);
            case "DELETE" -> {
                faults.clear();
                yield new Answer(200, "[]");
            }
            default -> refused(405, "GET, POST or DELETE");
        };
    }

    private Answer added(String body) {
        try {
            ObjectNode reply = JsonNodeFactory.instance.objectNode();
            ArrayNode ids = reply.putArray("ids");
            faults.addAll(List.of(body.split("\\R", -1))).forEach(ids::add);
            return new Answer(200, reply.toString());
        } catch (FaultFormatException malformed) {
            return refused(400, String.valueOf(malformed.getMessage()));
        }
    }

    private static Answer refused(int status, String why) {
        return new Answer(
                status, JsonNodeFactory.instance.objectNode().put("error", why).toString());
    }
}
