package dev.reelkey.edge.nginx;

import java.nio.file.Path;

/** Where the edge's certificate chain and its private key lie, both in PEM. */
public record TlsFiles(Path certificate, Path privateKey) {}
