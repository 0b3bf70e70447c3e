package io.autofutures.simulator;

import java.io.IOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** What comes back for a request that is no HTTP: a bare page, as proxies in front of a venue have, instead of a trace. */
public final class PlainErrorPage extends ErrorReportValve {
    @Override
    protected void report(Request request, Response response, @Nullable Throwable problem) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        String title = status == 400 ? "400 Bad Request" : Integer.toString(status);
        response.setContentType("text/html");
        response.setCharacterEncoding("utf-8");
        try {
            Writer out = response.getReporter();
            if (out != null) {
                out.write(
                        "<html>\r\n<head><title>%s</title></head>\r\n<body>\r\n<center><h1>%s</h1></center>\r\n</body>\r\n</html>\r\n"
                                .formatted(title, title));
                response.finishResponse();
            }
        } catch (IOException e) {
            System.getLogger(PlainErrorPage.class.getName())
                    .log(System.Logger.Level.DEBUG, "the caller was gone before it was refused", e);
        }
    }
}
