import type { EpochMs } from '#lib/model/units.ts';
import type { LayerStyle } from '#lib/model/view-spec.ts';
import type { FormName, LayerHost, ShownLayer } from '../layer.ts';

/** Begins to draw a layer in one form. */
export type OpenForm = (host: LayerHost, style: LayerStyle) => ShownLayer;
/** The forms that a layer has. */
export type Forms = Readonly<Partial<Record<FormName, OpenForm>>>;

/** A layer that can be drawn in several forms: the one that the view wants, else its own. */
export function showInForms(host: LayerHost, own: OpenForm, forms: Forms): ShownLayer {
	let wanted = host.style?.();
	let style = wanted ?? {};
	let mask: Uint8Array | undefined;
	let metric: string | undefined;
	let selected: number | undefined;
	let at: EpochMs | undefined;
	let open = openOf(style);
	let shown = open(host, style);

	function openOf({ form }: LayerStyle): OpenForm {
		return (form && forms[form]) ?? own;
	}

	return {
		style(next) {
			if (next === wanted) return;
			wanted = next;
			style = next ?? {};
			if (openOf(style) === open) return shown.style?.(style);
			shown.hide();
			open = openOf(style);
			shown = open(host, style);
			shown.setMask?.(mask);
			shown.colourBy?.(metric);
			shown.showAt?.(at);
			shown.select?.(selected);
		},
		setMask: (next) => shown.setMask?.((mask = next)),
		colourBy: (next) => shown.colourBy?.((metric = next)),
		showAt: (next) => shown.showAt?.((at = next)),
		light: (key) => shown.light?.(key),
		select: (next) => shown.select?.((selected = next)),
		restyle: () => shown.restyle?.(),
		rows: () => shown.rows?.() ?? [],
		shown: (index) => shown.shown?.(index),
		heap: (index) => shown.heap?.(index),
		placeOf: (index) => shown.placeOf?.(index),
		hide: () => shown.hide()
	};
}
