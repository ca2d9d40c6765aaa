import { AppError } from '../errors.ts';
import type { EpochMs } from '../units.ts';
import { viewSpec, type TimeView, type ViewSpec } from '../view-spec.ts';

/**
 * Where the picture of a view is drawn. The view stands after the number sign: it may be long, and no server need hear it.
 */
export const figureAddress = (view: ViewSpec): string =>
	`/briefings/figure#${encodeURIComponent(JSON.stringify(view))}`;

/** The view of a figure's address, by what stands after its number sign. Throws INPUT_INVALID. */
export function readFigureAddress(hash: string): ViewSpec {
	const parsed = viewSpec.safeParse(parseHash(hash));
	if (parsed.success) return parsed.data;
	const [first] = parsed.error.issues;
	throw new AppError('INPUT_INVALID', {
		message: `The address of the figure holds no view (${first?.path.join('.') || 'all of it'}: ${first?.message ?? 'is wrong'}).`
	});
}

/** A view that stands: whatever in it is live, the sides of a comparison too, shows this instant. */
export function standingAt(view: ViewSpec, at: EpochMs): ViewSpec {
	const stand = (time: TimeView): TimeView =>
		time.kind === 'live' ? { kind: 'replay', at, speed: 1 } : time;
	const { compare } = view;
	if (!compare) return { ...view, time: stand(view.time) };
	const side = (own: typeof compare.a) => (own.time ? { ...own, time: stand(own.time) } : own);
	return { ...view, time: stand(view.time), compare: { ...compare, a: side(compare.a), b: side(compare.b) } };
}

/** Undefined for what is none: no schema accepts that. */
function parseHash(hash: string): unknown {
	try {
		return JSON.parse(decodeURIComponent(hash.replace(/^#/, '')));
	} catch {
		return undefined;
	}
}
