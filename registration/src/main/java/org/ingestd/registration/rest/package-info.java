/**
 * HTTP as Rucio's servers speak it: transport, tokens, sub-second retries, circuit, streamed JSON.
 * Knows no file, rule or dataset, and does not decide what an {@code ExceptionClass} means.
 */
@NullMarked
package org.ingestd.registration.rest;

import org.jspecify.annotations.NullMarked;
