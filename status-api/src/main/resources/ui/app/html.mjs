import { h } from 'preact';
import htm from 'htm';

/** Templates without a build step; every interpolated text becomes a text node. */
export const html = htm.bind(h);
