import type { BriefingStep } from '#lib/model/briefing/draft.ts';
import { AppError } from '#lib/model/errors.ts';
import type { DrawFigure } from '#lib/server/chromium/figure.ts';
import type { FrozenFolder } from './frozen-folder.ts';
import { pictureDifference, TOLERANCE } from './picture-difference.ts';
import { itemOf, type VerifyItem } from './report.ts';

export interface Redrawing {
	/** Draws maps again; without it they are not tried. */
	readonly draw?: DrawFigure | undefined;
	/** Version of the city's pack that maps are drawn from now; undefined: there is none. */
	readonly pack?: string | undefined;
}

/** Draws the map of a step from the answers that it was drawn from, and compares the pictures. */
export async function redrawMap(
	frozen: FrozenFolder,
	{ id, figure }: BriefingStep,
	{ draw, pack }: Redrawing
): Promise<VerifyItem> {
	const before = frozen.briefing.figures[id];
	if (before?.kind !== 'map' || figure?.kind !== 'map')
		return itemOf('map', id, 'There is no picture of it.');
	if (!draw) return unproven(id, 'It was not drawn again: only its digest is proven.');
	const { pack: drawnFrom } = frozen.briefing.city;
	if (pack !== drawnFrom)
		return unproven(
			id,
			`It was drawn from version ${drawnFrom} of the city's pack, which is not here any more (${pack ?? 'no pack'}): only its digest is proven.`
		);
	try {
		const { at, width, height, scale, asked } = before;
		const answers = new Map(Object.entries(asked).map(([path, name]) => [path, frozen.read(name)]));
		const { picture } = await draw({ view: figure.view, at, width, height, scale }, answers);
		const part = pictureDifference(frozen.read(before.picture), picture);
		return itemOf(
			'map',
			id,
			part <= TOLERANCE ? '' : `${(100 * part).toFixed(2)} % of its pixels differ when it is drawn again.`
		);
	} catch (thrown) {
		return itemOf('map', id, `It cannot be drawn again: ${AppError.from(thrown).message}`);
	}
}

const unproven = (id: string, message: string): VerifyItem => ({
	what: 'map',
	id,
	state: 'unproven',
	message
});
