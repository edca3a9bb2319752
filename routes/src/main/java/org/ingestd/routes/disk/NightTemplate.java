// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.disk;

import java.util.regex.Pattern;
import org.ingestd.rse.RawPath;

/** The template of a path that has a night in it, as {@code {night}}. Immutable. */
public final class NightTemplate {

  private static final String NIGHT = "{night}";

  private final String template;
  private final Pattern form;

  /**
   * @throws IllegalArgumentException if it has no {@code {night}}, or another placeholder
   */
  public NightTemplate(String template) {
    String rest = template.replace(NIGHT, "");
    if (rest.equals(template) || rest.contains("{") || rest.contains("}")) {
      throw new IllegalArgumentException("{night} must stand in it, and no other placeholder");
    }
    this.template = template;
    String[] parts = template.split(Pattern.quote(NIGHT), -1);
    StringBuilder regex = new StringBuilder(Pattern.quote(parts[0]));
    for (int i = 1; i < parts.length; i++) {
      regex.append("\\d{8}").append(Pattern.quote(parts[i]));
    }
    this.form = Pattern.compile(regex.toString());
  }

  /**
   * @param night {@code YYYYMMDD}
   */
  public String of(String night) {
    return template.replace(NIGHT, night);
  }

  /** Whether it is the path of some night. */
  public boolean matches(RawPath path) {
    return form.matcher(path.text()).matches();
  }

  @Override
  public String toString() {
    return template;
  }
}
