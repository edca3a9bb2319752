// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon;

import java.io.PrintWriter;
import java.io.StringWriter;

/** One call of the command line within this process. */
public record Invocation(int exit, String out, String err) {

  public static Invocation of(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    PrintWriter outWriter = new PrintWriter(out);
    PrintWriter errWriter = new PrintWriter(err);
    int exit = CommandLineFace.forArguments(outWriter, errWriter, words).execute(words);
    outWriter.flush();
    errWriter.flush();
    return new Invocation(exit, out.toString(), err.toString());
  }
}
