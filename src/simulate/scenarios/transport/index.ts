import type { Scenario } from "../../types.ts";
import { accessDenied } from "./access-denied.ts";
import { connectionReset } from "./connection-reset.ts";
import { emptyBody } from "./empty-body.ts";
import { graphqlErrors } from "./graphql-errors.ts";
import { graphqlPartialData } from "./graphql-partial-data.ts";
import { htmlAnswer } from "./html-answer.ts";
import { notModified } from "./not-modified.ts";
import { ownThrottle } from "./own-throttle.ts";
import { ownThrottleForAnHour } from "./own-throttle-for-an-hour.ts";
import { serverError } from "./server-error.ts";
import { serverErrorWithList } from "./server-error-with-list.ts";
import { silence } from "./silence.ts";
import { slowAnswers } from "./slow-answers.ts";
import { tooManyRequestsAbsurd } from "./too-many-requests-absurd.ts";
import { tooManyRequestsBare } from "./too-many-requests-bare.ts";
import { tooManyRequestsDate } from "./too-many-requests-date.ts";
import { tooManyRequestsSeconds } from "./too-many-requests-seconds.ts";
import { tooManyRequestsZero } from "./too-many-requests-zero.ts";
import { truncatedBody } from "./truncated-body.ts";

/** Answers that are not what was asked for. */
export const transportScenarios: readonly Scenario[] = [
  tooManyRequestsSeconds,
  tooManyRequestsDate,
  tooManyRequestsBare,
  tooManyRequestsZero,
  tooManyRequestsAbsurd,
  ownThrottle,
  ownThrottleForAnHour,
  serverError,
  serverErrorWithList,
  connectionReset,
  silence,
  slowAnswers,
  truncatedBody,
  htmlAnswer,
  emptyBody,
  notModified,
  graphqlErrors,
  graphqlPartialData,
  accessDenied,
];
