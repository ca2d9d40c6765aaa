import type { ErrorCode, SerialisedError } from '#lib/model/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { queryFailure } from './query-failure.ts';

const SENTENCES: Readonly<Record<ErrorCode, (error: { readonly reason: string }) => string>> = {
	INPUT_UNREADABLE: m.error_input_unreadable,
	INPUT_INVALID: m.error_input_invalid,
	INPUT_EMPTY: m.error_input_empty,
	INPUT_TOO_LARGE: m.error_input_too_large,
	INPUT_TYPE_UNSUPPORTED: m.error_input_type_unsupported,
	OPTION_INVALID: m.error_option_invalid,
	CITY_NOT_FOUND: m.error_city_not_found,
	CITY_ID_INVALID: m.error_city_id_invalid,
	PACK_BROKEN: m.error_pack_broken,
	NOT_FOUND: m.error_not_found,
	METHOD_NOT_ALLOWED: m.error_method_not_allowed,
	PORT_IN_USE: m.error_port_in_use,
	DATA_IN_USE: m.error_data_in_use,
	NOT_BUILT: m.error_not_built,
	FEED_UNREACHABLE: m.error_feed_unreachable,
	FRAME_INVALID: m.error_frame_invalid,
	PROTOCOL_UNSUPPORTED: m.error_protocol_unsupported,
	SUBSCRIPTION_INVALID: m.error_subscription_invalid,
	LAYER_UNKNOWN: m.error_layer_unknown,
	LAYER_CLASS_FIXED: m.error_layer_class_fixed,
	LAYER_LIMIT: m.error_layer_limit,
	LOG_FULL: m.error_log_full,
	OVERLOADED: m.error_overloaded,
	UNAUTHORIZED: m.error_unauthorized,
	FORBIDDEN: m.error_forbidden,
	NO_HISTORY: m.error_no_history,
	ACT_REFUSED: m.error_act_refused,
	EXPIRED: m.error_expired,
	QUERY_FAILED: m.error_query_failed,
	QUERY_CANCELLED: m.error_query_cancelled,
	TABLE_UNKNOWN: m.error_table_unknown,
	WORKER_CRASHED: m.error_worker_crashed,
	ABORTED: m.error_aborted,
	CONTEXT_REFUSED: m.error_context_refused,
	CHROMIUM_MISSING: m.error_chromium_missing,
	RENDER_FAILED: m.error_render_failed,
	INTERNAL: m.error_internal
};

/**
 * Why something failed, in the reader's language: the error's own sentence where it has one in that language, else what its
 * code means, with the English sentence behind it where only that says what exactly is wrong.
 */
export function reasonOf(error: SerialisedError): string {
	const { code, message, details } = error;
	const { zh } = details;
	const inChinese = getLocale() === 'zh-CN';
	if (inChinese && typeof zh === 'string') return zh;
	const ofQuery = code === 'QUERY_FAILED' ? queryFailure(error) : undefined;
	return ofQuery ?? SENTENCES[code]({ reason: inChinese ? message.replace(/\.$/, '') : message });
}
