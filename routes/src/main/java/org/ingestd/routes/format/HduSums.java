// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sums of one HDU after the other, against its cards CHECKSUM and DATASUM. */
final class HduSums {

  /** So many are told by name. */
  private static final int SHOWN = 10;

  private final OnesSum header = new OnesSum();
  private final OnesSum data = new OnesSum();
  private final List<String> wrong = new ArrayList<>();
  private int right;
  private @Nullable String checksum;
  private @Nullable String datasum;

  void header(ByteBuffer block) {
    header.add(block);
  }

  void data(ByteBuffer piece) {
    if (checksum != null || datasum != null) {
      data.add(piece);
    }
  }

  /** Looks for the cards in a block of the header. */
  void cards(byte[] block) {
    for (int at = 0; at < block.length; at += FitsHeader.CARD) {
      String card = new String(block, at, FitsHeader.CARD, ISO_8859_1);
      if (card.startsWith("CHECKSUM= ")) {
        checksum = text(card);
      } else if (card.startsWith("DATASUM = ")) {
        datasum = text(card);
      } else if (card.startsWith("END     ")) {
        return;
      }
    }
  }

  /** Null for a card that is empty, which stands for a sum that was not formed. */
  private static @Nullable String text(String card) {
    String value = card.substring(10).strip();
    int begin = value.startsWith("'") ? 1 : 0;
    int end = begin == 1 ? value.indexOf('\'', 1) : value.indexOf('/');
    String text = value.substring(begin, end < 0 ? value.length() : end).strip();
    return text.isEmpty() ? null : text;
  }

  /**
   * @param what the HDU in words
   */
  void end(String what) {
    long ofData = data.value();
    if (datasum != null) {
      if (datasum.equals(Long.toString(ofData))) {
        right++;
      } else {
        tell(what, "DATASUM is " + datasum + ", the data's sum is " + ofData);
      }
    }
    long ofAll = OnesSum.together(header.value(), ofData);
    if (checksum != null) {
      if (OnesSum.isZero(ofAll)) {
        right++;
      } else {
        tell(what, "CHECKSUM is %s, the sum is %08x and not zero".formatted(checksum, ofAll));
      }
    }
    begin();
  }

  /** The file ended within the HDU. */
  void cut(String what) {
    if (checksum != null || datasum != null) {
      tell(what, "the file ends before its data, of which there is a sum");
    }
  }

  private void tell(String what, String why) {
    if (wrong.size() < SHOWN) {
      wrong.add(what + ": " + why);
    }
  }

  private void begin() {
    header.reset();
    data.reset();
    checksum = null;
    datasum = null;
  }

  FitsSums result() {
    return new FitsSums(right, wrong);
  }
}
