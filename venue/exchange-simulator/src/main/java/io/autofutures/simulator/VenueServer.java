package io.autofutures.simulator;

import io.autofutures.simulator.rest.RestServlet;
import io.autofutures.simulator.rest.VenueSockets;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.apache.tomcat.websocket.server.WsSci;
import org.jspecify.annotations.Nullable;

/** The HTTP server: one servlet for everything, a virtual thread a request. */
final class VenueServer implements AutoCloseable {
    /** Above the thousands of idle clients that a venue must bear. */
    private static final int MOST_CONNECTIONS = 20_000;

    /** How soon a broken connection is seen by its peer. */
    private static final int SELECTOR_MILLIS = 50;

    private static final int SILENCE_MILLIS = 20_000;

    /** Above the 30 s after which the JDK's client lets go by itself, so that no request meets a closing connection. */
    private static final int IDLE_MILLIS = 60_000;

    /** It would log malformed requests as they came, and there may be a signature in them. */
    private static final Logger PARSER = Logger.getLogger("org.apache.coyote.http11.Http11Processor");

    private static final int LARGEST_REFUSED_BODY = 1 << 20;

    private final Tomcat tomcat;
    private final Path work;

    private VenueServer(Tomcat tomcat, Path work) {
        this.tomcat = tomcat;
        this.work = work;
    }

    /** @throws PortTakenException if another process listens there */
    static VenueServer start(String host, int port, RestServlet servlet, VenueSockets sockets) {
        try {
            Path work = Files.createTempDirectory("simulator-");
            var tomcat = new Tomcat();
            tomcat.setSilent(true);
            PARSER.setLevel(Level.WARNING);
            tomcat.setBaseDir(work.toString());
            var server = new VenueServer(tomcat, work);
            var protocol = new Http11NioProtocol(sockets);
            protocol.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            protocol.setSelectorTimeout(SELECTOR_MILLIS);
            protocol.setMaxConnections(MOST_CONNECTIONS);
            protocol.setConnectionTimeout(SILENCE_MILLIS);
            protocol.setKeepAliveTimeout(IDLE_MILLIS);
            protocol.setMaxKeepAliveRequests(-1);
            protocol.setMaxSwallowSize(LARGEST_REFUSED_BODY);
            var connector = new Connector(protocol);
            connector.setPort(port);
            connector.setProperty("address", host);
            connector.setThrowOnFailure(true);
            connector.setXpoweredBy(false);
            // part of a path, not a reason for a page of the server's own
            connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
            tomcat.setConnector(connector);
            if (tomcat.getHost() instanceof StandardHost pages) {
                pages.setErrorReportValveClass(PlainErrorPage.class.getName());
            }
            Context context = tomcat.addContext("", work.toString());
            if (context
                    instanceof StandardContext plain) { // leak hunting is for servers that outlive their applications
                plain.setClearReferencesThreadLocals(false);
                plain.setClearReferencesRmiTargets(false);
            }
            context.addServletContainerInitializer(new WsSci(), null);
            Tomcat.addServlet(context, "venue", servlet).setLoadOnStartup(1);
            context.addServletMappingDecoded("/", "venue");
            try {
                tomcat.start();
            } catch (LifecycleException e) {
                server.close();
                if (bindFailure(e)) {
                    throw new PortTakenException(host, port, e);
                }
                throw new SimulatorException(
                        "the simulator cannot listen on %s:%d: %s".formatted(host, port, e.getMessage()), e);
            }
            return server;
        } catch (IOException e) {
            throw new SimulatorException("no temporary folder can be made for the simulator: " + e.getMessage(), e);
        }
    }

    private static boolean bindFailure(@Nullable Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return true;
            }
        }
        return false;
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            System.getLogger(VenueServer.class.getName())
                    .log(System.Logger.Level.WARNING, "the simulator's server did not stop cleanly", e);
        }
        try (var files = Files.walk(work)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.getLogger(VenueServer.class.getName())
                    .log(System.Logger.Level.DEBUG, "the temporary folder could not be removed", e);
        }
    }
}
