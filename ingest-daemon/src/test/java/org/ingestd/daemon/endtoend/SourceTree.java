// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.endtoend;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a directory tree looks like: of every entry its kind, mode, inode, size, modification time,
 * and of files the content. Two equal pictures mean that nobody touched it.
 */
record SourceTree(Map<String, String> entries) {

  static SourceTree of(Path root) throws IOException {
    Map<String, String> entries = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        entries.put(root.relativize(path).toString(), picture(path));
      }
    }
    return new SourceTree(entries);
  }

  private static String picture(Path path) throws IOException {
    Map<String, Object> seen =
        Files.readAttributes(
            path, "unix:mode,ino,uid,gid,nlink,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
    String content = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? sha256(path) : "";
    return new TreeMap<>(seen) + " " + content;
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(Files.readAllBytes(file));
      return new BigInteger(1, digest.digest()).toString(16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
