import type { PasswordCost } from "../../broker/password-hash.ts";

/** So that tests with users take no second of a core for each of them; what a hash really costs is tested once. */
export const cheapPasswords: PasswordCost = { n: 16, r: 1, p: 1 };
