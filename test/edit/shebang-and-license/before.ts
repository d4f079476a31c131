#!/usr/bin/env -S npx tsx
/*!
 * Copyright Example Ltd.
 * SPDX-License-Identifier: MIT
 */
"use strict";

// The SDK.
import { Worker } from "@notionhq/workers"; /* pinned */
const worker = new Worker();

export default worker;
