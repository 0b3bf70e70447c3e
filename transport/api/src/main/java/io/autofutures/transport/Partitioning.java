package io.autofutures.transport;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** The partition of an owner: the same in every transport, so that recordings and co-partitioned topics agree. */
public final class Partitioning {
    private Partitioning() {}

    /** @param partitions positive; the result is from 0 below it */
    public static int of(String partitionKey, int partitions) {
        var crc = new CRC32();
        crc.update(partitionKey.getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() % partitions);
    }
}
