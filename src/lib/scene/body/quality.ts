/** What a GPU is asked to do. */
export interface RenderQuality {
	/** Side of the shadow map, texels. */
	readonly shadowSize: number;
	/** Samples in a pixel of one frame; 0 = none. */
	readonly multisample: number;
	/** Frames averaged while the camera stands. */
	readonly frames: number;
}

/** UNMASKED_RENDERER_WEBGL, or what the browser tells instead. */
export function rendererName(gl: WebGL2RenderingContext): string {
	const info = gl.getExtension('WEBGL_debug_renderer_info');
	return String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
}

/** Software GL pays for every pixel and sample; a GPU is limited by its memory and the canvas. */
export function chooseQuality(gl: WebGL2RenderingContext, pixelRatio: number): RenderQuality {
	if (/llvmpipe|swiftshader|software|microsoft basic/i.test(rendererName(gl)))
		return { shadowSize: 2048, multisample: 0, frames: 4 };
	const largest = gl.getParameter(gl.MAX_TEXTURE_SIZE) as number;
	const most = Math.min(4, gl.getParameter(gl.MAX_SAMPLES) as number);
	return {
		shadowSize: largest >= 16384 && pixelRatio <= 1.5 ? 8192 : Math.min(4096, largest),
		multisample: pixelRatio > 2 ? Math.min(2, most) : most,
		frames: 8
	};
}
