package io.autofutures.paperbook;

import java.util.List;

/** Both sides of a book, best price first. */
public record Depth(List<Level> bids, List<Level> asks) {}
