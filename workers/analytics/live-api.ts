import { AppError } from '#lib/model/errors.ts';
import type { ViewFilter } from '#lib/queries/cubes/filter.ts';
import type { LiveAnswer, LiveViews } from '#lib/queries/cubes/live/live-views.ts';
import type { ViewLayout } from '#lib/queries/cubes/view-definition.ts';
import { transfer } from '../rpc.ts';
import type { SaidFilter } from './contract.ts';
import { cubeBuffers } from './live-dataset.ts';
import type { LiveDatasets, LiveHandOver } from './live-datasets.ts';

/** What the worker does with live rows. Views are named by the number that `openViews` gave them. */
export function liveApi(streams: LiveDatasets) {
	const viewsOf = (id: number): LiveViews => {
		const views = streams.views(id);
		if (!views) throw new AppError('INTERNAL', { message: `views ${id} are closed` });
		return views;
	};

	return {
		/** Rows of a live dataset come through this port. */
		takeLive(dataset: string, port: MessagePort): void {
			streams.use(dataset, port);
		},

		/** Live rows wait, and their charts and tables stand still, until this is over. */
		holdLive(isHeld: boolean): void {
			streams.hold(isHeld);
		},

		/** Sets or removes one view's filter over live rows. */
		setLiveFilter(id: number, filter: ViewFilter | undefined, layout: ViewLayout) {
			const live = viewsOf(id);
			live.setFilter(layout.definition.id, filter, layout);
			return movedAnswer(live.answer());
		},

		/** Keeps the cube for brushing this view with every answer from now on; undefined: no more. */
		brushLive(id: number, view: string | undefined) {
			const live = viewsOf(id);
			live.brush(view);
			return movedAnswer(live.answer());
		},

		/** 1 for every row that is there now, oldest first, that passes all filters (and the brush). */
		liveMask(id: number, brush?: SaidFilter) {
			const mask = viewsOf(id).mask(brush && { id: brush.layout.definition.id, ...brush });
			return transfer(mask, [mask.buffer]);
		},

		/** Texts of a category of the rows that pass all filters (and the brush), each once. */
		liveTexts(id: number, column: string, brush?: SaidFilter): string[] {
			return viewsOf(id).textsPassing(column, brush && { id: brush.layout.definition.id, ...brush });
		},

		/** Gives the live rows up to another worker. */
		handOverLive() {
			const handed = streams.handOver();
			const buffers = handed.flatMap(({ rows, port }) => [
				port,
				...rows.chunks.flatMap(({ columns }) =>
					Object.values(columns).map(({ buffer }) => buffer as ArrayBuffer)
				) // not shared
			]);
			return transfer<readonly LiveHandOver[]>(handed, buffers);
		},

		takeOverLive(handed: readonly LiveHandOver[]): void {
			streams.takeOver(handed);
		}
	};
}

/** An answer whose cube moves: nobody here needs it any more. */
export const movedAnswer = (answer: LiveAnswer) => transfer<LiveAnswer>(answer, cubeBuffers(answer.cube));
