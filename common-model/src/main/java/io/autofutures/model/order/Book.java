package io.autofutures.model.order;

/** The venue keeps two order books with ids of their own: plain orders, and conditional (algo) orders. */
public enum Book {
    PLAIN,
    ALGO
}
