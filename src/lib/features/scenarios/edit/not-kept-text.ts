import type { AppError } from '#lib/model/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { refusalText } from '../lab/refusal-words.ts';

/** Why the server does not have what is on the screen. */
export function notKeptText(error: AppError | undefined): string {
	switch (error?.code) {
		case 'FEED_UNREACHABLE':
			return m.edit_unreachable();
		case 'UNAUTHORIZED':
			return m.edit_unnamed();
		case 'NOT_FOUND':
			return m.edit_forgotten();
		case 'ACT_REFUSED':
			return m.edit_stale();
		default:
			return m.edit_not_kept({ reason: error ? refusalText(error) : '' });
	}
}
