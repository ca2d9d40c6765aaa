import type { FreezeFailure } from '#lib/model/briefing/frozen.ts';
import { getLocale } from '#lib/paraglide/runtime.js';

/** Why a part of a briefing cannot be frozen, in the reader's language where it is known in that. */
export const failureText = ({ message, zh }: Pick<FreezeFailure, 'message' | 'zh'>): string =>
	getLocale() === 'zh-CN' ? (zh ?? message) : message;
