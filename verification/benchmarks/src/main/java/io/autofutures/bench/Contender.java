package io.autofutures.bench;

import java.math.BigDecimal;
import java.util.List;

/** One library's own way from the text of a frame to its event object. */
interface Contender {
    String name();

    /** Which code of the library is run. */
    String route();

    /** Reads a frame into the library's event. @return something of each number of the event, so that none is skipped */
    int read(Stream stream, String frame);

    /**
     * What was read, to see that all do the same work.
     *
     * @return price and quantity of a trade; bid, its quantity, ask, its quantity of a book ticker
     */
    List<BigDecimal> values(Stream stream, String frame);
}
