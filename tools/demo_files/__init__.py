"""Makes the files of the demonstration toolbox: sheets, drawings, films and models.

The site never runs this. It needs packages of its own and two programs; from the root of
the repository:

    python -m venv VENV && VENV/bin/pip install reportlab python-docx openpyxl Pillow
    apt-get install ffmpeg fonts-dejavu
    VENV/bin/python -m tools.demo_files [--fonts FOLDER] [--out cop/demo/files]

The same packages and fonts give the same bytes: every date inside a file is fixed.
"""
