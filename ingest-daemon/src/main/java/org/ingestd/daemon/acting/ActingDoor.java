// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.acting;

/**
 * What acting calls over HTTP need.
 *
 * @param token that each of them must show
 * @param actions on files
 * @param site orders about sources and rules
 */
public record ActingDoor(ApiToken token, Actions actions, ReplayOrders replays, SiteOrders site) {}
