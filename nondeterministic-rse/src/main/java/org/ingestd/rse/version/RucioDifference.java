// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse.version;

/**
 * What is not the same on all Rucio servers in use (32, 35, 38, 41) and touches a call that ingestd
 * makes or a name that it gives. Each was seen on a real server, by sending one request to several
 * versions; docs/rucio-versions.md is made from this table.
 */
public enum RucioDifference {
  ONE_CHARACTER_NAMES(
      35,
      "a DID name needs two characters at least (500 `InvalidObject`)",
      "one character is enough",
      "holds such a file with NAME_REFUSED before any call"),
  LONG_NAMES_ARE_REFUSED_AS_NAMES(
      35,
      "a DID name of 251 characters passes the schema and fails in the database (500"
          + " `DatabaseException`, like a real fault of it)",
      "it is refused by the schema (500 `InvalidObject`)",
      "holds a file with NAME_REFUSED before any call if its name or its dataset's has more than"
          + " 250 characters"),
  UNKNOWN_DIDS_HAVE_NO_RULES_TO_LIST(
      35,
      "the rules of a DID that Rucio does not know are an empty list",
      "they are 404 `DataIdentifierNotFound`",
      "asks for the DID itself where no rule is shown"),
  MISSING_TOKEN_IS_NO_SIGN_IN_ERROR(
      37,
      "a call without a token is 401 `CannotAuthenticate`",
      "it is 400 `ValueError`",
      "never sends a call without a token"),
  COLLECTIONS_ATTACHED_TWICE(
      37,
      "`ignore_duplicate` does not hold for datasets in a container (409 `DuplicateContent`)",
      "it does (201)",
      "takes that for success where the container was there before"),
  UNKNOWN_DATASETS_FOR_A_CONTAINER(
      38,
      "a dataset that Rucio does not know is a fault of the server (500 without a class) when it is put into"
          + " a container",
      "it is 404 `DataIdentifierNotFound`",
      "asks for the dataset first"),
  SLASH_IN_NAMES(
      38,
      "a DID name takes no slash (500 `InvalidObject`)",
      "it does",
      "refuses a `did` or `dataset` with a slash at start, naming source, template and version"),
  PRIORITY_ZERO_IS_BEST(
      39,
      "protocol priority 0 says that an operation is not supported",
      "0 is the best priority, `null` says so",
      "reads priorities by the server's version"),
  BOOLEANS_MAY_BE_TEXT(
      39,
      "a boolean sent as text in a rule is 409 `InvalidObject`",
      "text is read, other values are 400 `TypeError`",
      "sends JSON booleans only"),
  NEW_FILES_NEED_THE_DID_PERMISSION(
      41,
      "`POST /replicas` makes file DIDs without asking for the permission to do so",
      "it asks",
      "registers by `POST /dids/attachments`, which always asked"),
  VAGUE_DATABASE_ERRORS(
      41,
      "an empty list is 201, a file twice in one request 500 `RucioException`",
      "both are 500 `DatabaseException`, like a real fault of the database",
      "sends no empty list and no file twice");

  private final int since;
  private final String before;
  private final String now;
  private final String answer;

  RucioDifference(int since, String before, String now, String answer) {
    this.since = since;
    this.before = before;
    this.now = now;
    this.answer = answer;
  }

  /** The first major version of the newer behaviour. */
  public int since() {
    return since;
  }

  /** What servers before {@link #since} do. */
  public String before() {
    return before;
  }

  /** What servers from {@link #since} on do. */
  public String now() {
    return now;
  }

  /** What ingestd does so that neither hurts; a sentence without its subject. */
  public String answer() {
    return answer;
  }
}
