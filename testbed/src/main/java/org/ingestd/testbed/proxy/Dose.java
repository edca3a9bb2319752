// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.proxy;

/**
 * Which exchanges a toxic befalls: of those whose method and path fit, each n-th, or a share by
 * chance, and no more than so many.
 *
 * @param method empty: any
 * @param path how the path begins; empty: any
 * @param nth of the fitting exchanges each n-th; 1: all
 * @param share of those, above 0 to 1, by the proxy's seed
 * @param times at most so often; 0: until it is taken away
 */
public record Dose(Toxic toxic, String method, String path, int nth, double share, int times) {

  public Dose {
    if (nth < 1 || !(share > 0 && share <= 1) || times < 0) {
      throw new IllegalArgumentException(
          "each " + nth + "-th, share " + share + ", " + times + " times");
    }
  }

  /** Of everything. */
  public static Dose of(Toxic toxic) {
    return new Dose(toxic, "", "", 1, 1, 0);
  }

  /** Of one operation, e.g. {@code POST /dids/attachments}. */
  public Dose on(String aMethod, String aPath) {
    return new Dose(toxic, aMethod, aPath, nth, share, times);
  }

  public Dose each(int number) {
    return new Dose(toxic, method, path, number, share, times);
  }

  public Dose share(double part) {
    return new Dose(toxic, method, path, nth, part, times);
  }

  public Dose times(int number) {
    return new Dose(toxic, method, path, nth, share, number);
  }

  boolean fits(HttpMessage request) {
    return (method.isEmpty() || method.equals(request.method())) && request.path().startsWith(path);
  }
}
