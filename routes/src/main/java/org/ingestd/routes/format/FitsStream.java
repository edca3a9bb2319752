// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads headers, and on demand sums, out of a FITS file while its bytes pass by in pieces of any
 * length (FITS 4.0, §3 and §4.4.1). Memory does not depend on the file: a header is taken in blocks
 * of 2880 bytes, and one that is larger than any real one is a fault. For one file and one thread
 * at a time.
 */
public final class FitsStream implements Consumer<ByteBuffer> {

  /** 13,000 cards; the largest header seen at an observatory has some 5,000. */
  private static final int MOST_BLOCKS = 364;

  /** Where cards are looked for; the sums of all HDUs are formed. */
  private static final int HDUS_WITH_CARDS = 16;

  private static final int PIECE = 1 << 16;

  private enum Part {
    HEADER,
    DATA,
    /** Nothing more is to be learnt. */
    OVER
  }

  private final FitsCards cards;
  private final HduSums sums;
  private final boolean withSums;
  private final byte[] block = new byte[FitsWalk.BLOCK];
  private final Map<String, String> lengths = new HashMap<>();
  private Part part = Part.HEADER;
  private int filled;
  private int blocks;
  private int hdu;
  private long dataLeft;
  private boolean fits;
  private Optional<String> fault = Optional.empty();

  /**
   * @param keywords of the cards that are wanted
   * @param withSums whether CHECKSUM and DATASUM are compared with the content, which needs all of
   *     it
   */
  public FitsStream(Collection<String> keywords, boolean withSums) {
    this.cards = new FitsCards(keywords);
    this.withSums = withSums;
    this.sums = new HduSums();
  }

  /** What can be learnt of an open file; data between headers is passed over unless summed. */
  public FitsContent read(SeekableByteChannel file) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(withSums ? PIECE : FitsWalk.BLOCK);
    int read = 0;
    while (part != Part.OVER && read >= 0) {
      if (part == Part.DATA && !withSums) {
        file.position(file.position() + dataLeft);
        data(piece, dataLeft);
      } else {
        read = file.read(piece.clear());
        accept(piece.flip());
      }
    }
    return content();
  }

  @Override
  public void accept(ByteBuffer piece) {
    while (part != Part.OVER && piece.hasRemaining()) {
      if (part == Part.HEADER) {
        header(piece);
      } else {
        int length = (int) Math.min(dataLeft, piece.remaining());
        ByteBuffer data = piece.slice(piece.position(), length);
        piece.position(piece.position() + length);
        data(data, length);
      }
    }
  }

  private void header(ByteBuffer piece) {
    int length = Math.min(block.length - filled, piece.remaining());
    piece.get(block, filled, length);
    filled += length;
    if (filled == block.length) {
      filled = 0;
      try {
        headerBlock();
      } catch (Ended e) {
        over(e.why());
      } catch (ArithmeticException e) {
        over(what("the data") + " would be larger than any file");
      }
    }
  }

  private void headerBlock() throws Ended {
    if (blocks == 0 && !begins()) {
      part = Part.OVER;
      return;
    }
    blocks++;
    sums.header(ByteBuffer.wrap(block));
    boolean end = FitsHeader.take(block, lengths, what("the header"));
    if (hdu < HDUS_WITH_CARDS) {
      cards.take(block);
    }
    sums.cards(block);
    if (end) {
      endOfHeader();
    } else if (blocks == MOST_BLOCKS) {
      over(what("the header") + " has no END in " + MOST_BLOCKS * FitsWalk.BLOCK + " bytes");
    }
  }

  /** What stands behind the last HDU is none of our business here; see {@link FitsWalk}. */
  private boolean begins() {
    String wanted = hdu == 0 ? FitsWalk.PRIMARY : FitsWalk.EXTENSION;
    boolean begins = new String(block, 0, wanted.length(), ISO_8859_1).equals(wanted);
    fits |= begins;
    return begins;
  }

  private void endOfHeader() throws Ended {
    cards.endOfHeader();
    dataLeft = OpenBytes.padded(new FitsHeader(Map.copyOf(lengths), 0).dataBytes(), FitsWalk.BLOCK);
    lengths.clear();
    blocks = 0;
    part = Part.DATA;
    if (dataLeft == 0) {
      endOfHdu();
    }
  }

  private void data(ByteBuffer data, long length) {
    if (withSums) {
      sums.data(data);
    }
    dataLeft -= length;
    if (dataLeft == 0) {
      endOfHdu();
    }
  }

  private void endOfHdu() {
    sums.end(what("HDU"));
    hdu++;
    boolean cardsDone = cards.isComplete() || hdu >= HDUS_WITH_CARDS;
    part = cardsDone && !withSums ? Part.OVER : Part.HEADER;
  }

  private void over(String why) {
    fault = Optional.of(why);
    part = Part.OVER;
  }

  private String what(String of) {
    return of + (hdu == 0 ? " of the primary HDU" : " of extension " + hdu);
  }

  /** When all bytes have passed by. */
  public FitsContent content() {
    boolean cut = part == Part.DATA || (part == Part.HEADER && (blocks > 0 || filled > 0));
    if (cut && withSums) {
      sums.cut(what("HDU"));
    }
    return new FitsContent(fits, cards.values(), fault, sums.result());
  }
}
