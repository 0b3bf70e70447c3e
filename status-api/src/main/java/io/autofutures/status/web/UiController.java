package io.autofutures.status.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The page: {@code /} is asked for each time, everything under {@code /ui/<build>/} is kept for ever. */
@RestController
public final class UiController {
    private final UiFiles files;

    public UiController(UiFiles files) {
        this.files = files;
    }

    @GetMapping("/")
    ResponseEntity<byte[]> index(HttpServletRequest request) {
        String tag = "\"" + files.buildId() + "\"";
        if (tag.equals(request.getHeader("If-None-Match"))) {
            return ResponseEntity.status(304)
                    .header(HttpHeaders.ETAG, tag)
                    .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                    .build();
        }
        return ResponseEntity.ok()
                .header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .contentType(MediaType.parseMediaType(files.index().type()))
                .body(files.index().content());
    }

    @GetMapping("/ui/{build}/{*path}")
    ResponseEntity<byte[]> file(@PathVariable("build") String build, @PathVariable("path") String path) {
        UiFiles.File file = files.file(path.substring(1))
                .filter(found -> build.equals(files.buildId()))
                .orElseThrow(() -> new ApiProblem(ProblemCode.NOT_FOUND, "there is no such file in this build"));
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
                .contentType(MediaType.parseMediaType(file.type()))
                .body(file.content());
    }

    /** Explains a problem's {@code type}. */
    @GetMapping(path = "/problems/{slug}", produces = "text/plain;charset=UTF-8")
    ResponseEntity<String> problem(@PathVariable("slug") String slug) {
        ProblemCode code = ProblemCode.ofSlug(slug)
                .orElseThrow(() -> new ApiProblem(ProblemCode.NOT_FOUND, "there is no such kind of problem"));
        return ResponseEntity.ok(code.name() + " (" + code.status() + ")\n\n" + code.meaning() + "\n");
    }
}
