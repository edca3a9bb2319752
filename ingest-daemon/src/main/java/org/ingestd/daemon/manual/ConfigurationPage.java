// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.manual;

import java.util.List;
import org.ingestd.daemon.config.written.KeyTable;

/** The page ingestd.yaml(5): every key of the configuration. */
public final class ConfigurationPage {

  private ConfigurationPage() {}

  /**
   * @param date as it is to stand in the page's foot
   */
  public static String write(String date, String version) {
    Roff page = new Roff("INGESTD.YAML", 5, date, version);
    page.section("NAME").paragraph("ingestd.yaml - configuration of ingestd");
    page.section("SYNOPSIS").paragraph("/etc/ingestd/ingestd.yaml");
    page.section("DESCRIPTION")
        .paragraph(
            "One YAML file. Only rucio, rse and one source are required: every other key has a"
                + " default. A file with a fault is refused; each fault is a line FILE:LINE: key:"
                + " value: what is allowed.")
        .paragraph(
            "Durations are written 500ms 30s 5m 24h 14d, sizes 500MB (powers of ten) or 2GiB"
                + " (powers of two), rates 500MB/s. ${NAME} is replaced by an environment variable,"
                + " ${file:PATH} by the content of a file: passwords belong into files that are"
                + " closed to others.");
    page.section("KEYS")
        .paragraph("A dot stands before a key of a group, [] behind a list of groups.");
    for (KeyTable.Row row : KeyTable.rows()) {
      page.entry(row.at(), text(row));
    }
    page.section("EXAMPLES")
        .literally(
            List.of(
                "ingestd config init /etc/ingestd/ingestd.yaml",
                "ingestd config check",
                "ingestd doctor"))
        .paragraph("/usr/share/doc/ingestd/examples has one configuration for each situation.");
    page.section("SEE ALSO").paragraph("ingestd(1)");
    return page.text();
  }

  private static String text(KeyTable.Row row) {
    String unset = row.required() ? "Required." : "Default: " + row.unset().text() + ".";
    boolean nothing = !row.required() && row.unset().text().isEmpty();
    return row.purpose()
        + (row.written().startsWith("group") || row.written().startsWith("list of groups")
            ? ""
            : " Written as " + row.written() + ".")
        + (nothing ? "" : " " + unset);
  }
}
